"""Where made reports are kept: in a folder of this machine, or in a bucket that several machines share."""
