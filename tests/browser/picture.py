# SPDX-License-Identifier: BSL-1.0
"""How much two screenshots differ, so far as an eye would see it."""
import collections
import itertools
import struct
import zlib

BLOCK = 8    # pixels
REGION = 16  # blocks


def read(file):
    """Width, height, samples per pixel and rows of samples of a PNG as Chromium or we write it.
    Source: the PNG specification, sections 9.2 (filters) and 11.2."""
    with open(file, "rb") as stream:
        data = stream.read()
    at, packed, palette = 8, b"", None
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", data[at + 8:at + 21])
            assert (depth, interlaced) == (8, 0) and colours in (2, 3, 6)
        elif kind == b"PLTE":
            palette = [data[at + 8 + i:at + 11 + i] for i in range(0, size, 3)]
        elif kind == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    samples = {2: 3, 3: 1, 6: 4}[colours]
    raw, rows, above = zlib.decompress(packed), [], bytearray(width * samples)
    for y in range(height):
        start = y * (width * samples + 1)
        method, row = raw[start], bytearray(raw[start + 1:start + 1 + width * samples])
        for i in range(len(row)):
            left = row[i - samples] if i >= samples else 0
            corner = above[i - samples] if i >= samples else 0
            if method == 1:
                row[i] = row[i] + left & 255
            elif method == 2:
                row[i] = row[i] + above[i] & 255
            elif method == 3:
                row[i] = row[i] + (left + above[i]) // 2 & 255
            elif method == 4:
                guess = left + above[i] - corner
                _, _, nearest = min((abs(guess - left), 0, left), (abs(guess - above[i]), 1, above[i]),
                                    (abs(guess - corner), 2, corner))
                row[i] = row[i] + nearest & 255
        rows.append(row)
        above = row
    if palette:
        return width, height, 3, [b"".join(palette[i] for i in row) for row in rows]
    return width, height, samples, rows


def make_small(file):
    """Writes a screenshot again with fewer colours, which an eye hardly sees: a third of the bytes."""
    width, height, samples, rows = read(file)
    pixels = [[bytes(row[x:x + 3]) for x in range(0, width * samples, samples)] for row in rows]
    often = {colour for colour, _ in collections.Counter(itertools.chain(*pixels)).most_common(64)}
    numbers, lines = {}, bytearray()
    for row in pixels:
        lines.append(0)  # no filter
        for colour in row:
            near = colour if colour in often else bytes((c + 25) // 51 * 51 for c in colour)
            lines.append(numbers.setdefault(near, len(numbers)))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(file, "wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        stream.write(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)))
        stream.write(chunk(b"PLTE", b"".join(numbers)) + chunk(b"IDAT", zlib.compress(bytes(lines), 9)))
        stream.write(chunk(b"IEND", b""))


def blocks(picture):
    """The mean of each colour, 0 to 255, of each block of pixels, by its place."""
    width, height, samples, rows = picture
    means = {}
    for y in range(height // BLOCK):
        for x in range(width // BLOCK):
            part = [row[x * BLOCK * samples:(x + 1) * BLOCK * samples] for row in rows[y * BLOCK:(y + 1) * BLOCK]]
            means[y, x] = [sum(sum(row[colour::samples]) for row in part) / BLOCK ** 2 for colour in range(3)]
    return means


def share_that_differs(a, b):
    """The share of blocks that look different, 0 to 1, in the region where it is highest; 1 for pictures of another
    size."""
    if a[:2] != b[:2]:
        return 1
    seen, different = collections.Counter(), collections.Counter()
    others = blocks(b)
    for (y, x), means in blocks(a).items():
        region = y // REGION, x // REGION
        seen[region] += 1
        different[region] += any(abs(one - other) > 24 for one, other in zip(means, others[y, x]))
    return max(different[region] / seen[region] for region in seen)
