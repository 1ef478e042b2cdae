"""What one preview is made of: the folders, the moment, the language; it refuses to act."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Preview:
    """One preview: absolute folders, the build's moment ("" is now), the messages' language ("it" or "en")."""

    root: Path
    content: Path
    theme: Path
    output: Path
    now: str = ""
    language: str = "it"
    # Whether the desk in the browser is part of it.
    desk: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose changes make a new build."""
        return (self.content, self.theme, self.code)

    @property
    def code(self) -> Path:
        """The folder of the code that builds."""
        return self.root / "district"

    @property
    def settings(self) -> Path:
        """The file of the site's settings."""
        return self.root / "pelicanconf.py"

    def is_code(self, path: Path) -> bool:
        """Say whether a change of `path` needs a builder that has imported everything anew."""
        return path == self.settings or path.is_relative_to(self.code)

    def request(self) -> dict[str, Any]:
        """Return what the builder's process needs, ready for JSON."""
        return {
            "content": str(self.content),
            "theme": str(self.theme),
            "output": str(self.output),
            "now": self.now,
            "language": self.language,
            "desk": self.desk,
        }
