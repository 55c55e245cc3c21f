"""Moothall: settings and addresses, and one app for each noun a citizens' assembly needs."""
