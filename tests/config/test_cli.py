import pytest

from samsyn.config import cli


@pytest.mark.parametrize("command", sorted(cli.commands()))
@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_command_has_help_with_its_exit_codes(command, language, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help", "--language", language])
    assert end.value.code == 0
    printed = capsys.readouterr().out
    assert f"samsyn {command}" in printed
    if command != "plan":  # it has its own commands, and they have theirs
        assert "0 " in printed


@pytest.mark.parametrize("command", ["check", "import", "export"])
def test_the_commands_about_plans_have_help_with_their_exit_codes(command, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["plan", command, "--help"])
    assert end.value.code == 0
    assert "Exit codes: 0" in capsys.readouterr().out


def test_the_overview_names_every_command(capsys):
    assert cli.main([]) == 0
    printed = capsys.readouterr().out
    assert all(f"\n  {name} " in printed for name in cli.commands())


def test_an_unknown_command_is_named_and_costs_2(capsys):
    assert cli.main(["serv"]) == 2
    assert "serv." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv"),
        ([], {"LANG": "sv_SE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        (["doctor", "--language", "sv"], {"LANG": "en_GB.UTF-8"}, "sv"),
        (["doctor", "--language=en"], {"LANG": "sv_SE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_shells(given, environment, language):
    assert cli.chosen_language(given, environment) == (language, given[:1])


def test_a_language_that_is_not_ours_costs_2(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["doctor", "--language", "de"])
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SAMSYN_DATABASE_URL": "mysql://root@localhost/samsyn"}, "SAMSYN_DATABASE_URL must begin with"),
        ({"SAMSYN_URL": "samsyn.example.org"}, "SAMSYN_URL=samsyn.example.org: write it as https://"),
        ({"SAMSYN_DEMO": "perhaps"}, "SAMSYN_DEMO=perhaps: write 1 or 0."),
        ({"SAMSYN_SECRET_KEY": "short"}, "SAMSYN_SECRET_KEY is too short"),
        ({"SAMSYN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "The database did not do as asked"),
        ({"SAMSYN_DATA": "/dev/null/here"}, "/dev/null"),
    ],
)
def test_a_faulty_configuration_is_explained_in_one_line(install, environment, message):
    result = install(sqlite=True).run("demo", **environment)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
