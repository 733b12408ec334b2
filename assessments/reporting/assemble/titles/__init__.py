"""The message of each part and each picture as its title, chosen from the shown numbers, without full stop."""
