"""The core: what pages and commands share. Nothing here knows Streamlit."""
