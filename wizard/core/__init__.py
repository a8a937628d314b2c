"""What pages and commands share. Nothing here knows Streamlit."""
