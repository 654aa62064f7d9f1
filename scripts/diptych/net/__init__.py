"""What all that asks the network shares."""
