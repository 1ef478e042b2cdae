"""A pen that writes short SVG path data: whole numbers, relative commands, no letter twice.

Refuses to draw anything of its own accord, and to write a number with a decimal point.
"""

from __future__ import annotations

from district.signs.geometry import WIDTH, Curve, Point

# How far, in steps, a curve's handle may lie from where the one before it points, to be left out.
NEAR = 1


class Pen:
    """Writes one path. Points are in units of the sheet, of which each makes `scale` steps of the drawing.

    `mirrored` swaps left and right.
    """

    def __init__(self, scale: int, *, mirrored: bool = False) -> None:
        self.scale = scale
        self.pieces: list[str] = []
        self.last = ""
        self.x = self.y = 0
        self.start = (0, 0)
        self.handle: tuple[int, int] | None = None
        self.mirrored = mirrored

    @property
    def text(self) -> str:
        """What has been written, for the attribute `d`."""
        return "".join(self.pieces)

    def _steps(self, point: Point) -> tuple[int, int]:
        x = WIDTH - point[0] if self.mirrored else point[0]
        return round(x * self.scale), round(point[1] * self.scale)

    def _write(self, command: str, *numbers: int) -> None:
        pieces = self.pieces
        bare = command == self.last
        if not bare:
            pieces.append(command)
        for number in numbers:
            pieces.append(f" {number}" if bare and number >= 0 else str(number))
            bare = True
        # What follows the numbers of a move is taken for a line.
        self.last = {"M": "L", "m": "l"}.get(command, command)

    def move(self, point: Point) -> None:
        """Goes to a point without drawing, unless the pen is there."""
        self._move_to(*self._steps(point))

    def _move_to(self, x: int, y: int) -> None:
        if not self.pieces:
            self._write("M", x, y)
        elif (x, y) != (self.x, self.y) or self.last == "z":
            self._write("m", x - self.x, y - self.y)
        self.x, self.y = self.start = (x, y)
        self.handle = None

    def line(self, point: Point) -> None:
        """Draws straight to a point; a line of no length makes a dot."""
        x, y = self._steps(point)
        if y == self.y:
            self._write("h", x - self.x)
        elif x == self.x:
            self._write("v", y - self.y)
        else:
            self._write("l", x - self.x, y - self.y)
        self.x, self.y = x, y
        self.handle = None

    def bow(self, handle: Point, point: Point) -> None:
        """Draws a quadratic curve."""
        (a, b), (x, y) = self._steps(handle), self._steps(point)
        if self.handle and max(abs(2 * self.x - self.handle[0] - a), abs(2 * self.y - self.handle[1] - b)) <= NEAR:
            a, b = 2 * self.x - self.handle[0], 2 * self.y - self.handle[1]
            self._write("t", x - self.x, y - self.y)
        else:
            self._write("q", a - self.x, b - self.y, x - self.x, y - self.y)
        self.x, self.y, self.handle = x, y, (a, b)

    def ring(self, centre: Point, radius: float) -> None:
        """Draws a circle."""
        x, y = self._steps(centre)
        size = round(radius * self.scale)
        self._move_to(x, y - size)
        # An arc cannot end where it began: it stops one step before, and is closed.
        # Its two flags and the step stand together (1, 0, 1), as SVG allows.
        self._write("a", size, size, 0, 101, 0)
        self.close()

    def close(self) -> None:
        """Draws straight to where the line began."""
        self._write("z")
        self.x, self.y = self.start
        self.handle = None

    def curve(self, curve: Curve) -> None:
        """Draws a smooth line; handles that mirror the one before them are left out."""
        self.move(curve.start)
        reflected: tuple[int, int] | None = None
        count = len(curve.points)
        for index, (first, second, end) in enumerate(curve.cubics):
            if curve.is_sharp(index) and curve.is_sharp((index + 1) % count):
                if not (curve.closed and index == count - 1):
                    self.line(end)
                reflected = None
                continue
            (a, b), (c, d), (x, y) = self._steps(first), self._steps(second), self._steps(end)
            if reflected and max(abs(reflected[0] - a), abs(reflected[1] - b)) <= NEAR:
                self._write("s", c - self.x, d - self.y, x - self.x, y - self.y)
            else:
                self._write("c", a - self.x, b - self.y, c - self.x, d - self.y, x - self.x, y - self.y)
            self.x, self.y, reflected = x, y, (2 * x - c, 2 * y - d)
        if curve.closed:
            self.close()
