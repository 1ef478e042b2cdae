"""What a build holds, what a host holds, and the safe way from one to the other.

Refuses to render anything, and to write a protocol: rclone, git and the file system move the files.
"""

from district.publishing.run import Wish, publish

__all__ = ["Wish", "publish"]
