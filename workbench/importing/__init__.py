"""How a file comes in: read in a child process, staged, previewed, merged in one transaction."""
