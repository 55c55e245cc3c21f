"""Puts the checked data onto the site, through the functions that editors' actions use."""
