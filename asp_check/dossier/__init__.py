"""Dossiers: files to requests and their pieces, what is wrong with each, and across all; family D.

Pure: nothing here opens a file.
"""
