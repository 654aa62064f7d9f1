"""What can be wrong with an archive that was read: each rule with a permanent code, declared where it is found."""
