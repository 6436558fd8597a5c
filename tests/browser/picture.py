# SPDX-License-Identifier: BSL-1.0
"""How much two screenshots differ, so far as an eye would see it."""
import collections
import itertools
import struct
import zlib

BLOCK = 8


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


def blocks(file):
    """The mean brightness of each block of pixels, 0 to 255."""
    width, height, samples, rows = read(file)
    means = []
    for y in range(0, height - BLOCK + 1, BLOCK):
        for x in range(0, width - BLOCK + 1, BLOCK):
            part = [sum(rows[y + i][x * samples + c:(x + BLOCK) * samples:samples]) for i in range(BLOCK) for c in range(3)]
            means.append(sum(part) / (BLOCK * BLOCK * 3))
    return (width, height), means


def share_that_differs(a, b):
    """The share of blocks that look different, 0 to 1; 1 for pictures of another size."""
    (size_a, means_a), (size_b, means_b) = blocks(a), blocks(b)
    if size_a != size_b:
        return 1
    return sum(abs(x - y) > 24 for x, y in zip(means_a, means_b)) / len(means_a)
