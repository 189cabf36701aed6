"""What the command line does besides serving, each verb in a file of its own."""
