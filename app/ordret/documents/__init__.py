"""Case notes and letters: fields, templates, drafts, .docx."""
