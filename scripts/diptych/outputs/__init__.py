"""What an archive is made into: pure functions from a read archive to the texts of files."""
