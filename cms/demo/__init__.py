"""The real programme, read from files, checked, and loaded through public functions only."""
