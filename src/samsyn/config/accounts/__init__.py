"""How people prove who they are: the doors in, and the page where each looks after their own account."""
