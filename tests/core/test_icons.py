"""Icons for a home screen: of the right size, whole when a phone cuts them, and with a logo that can be seen."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from webapp.core.icons import icon_picture, make_icon
from webapp.core.pictures import NotAPicture

GROUND = "#0f766e"
GREEN = (15, 118, 110, 255)
WHITE = (255, 255, 255, 255)


def logo(colour: str, ground: tuple[int, ...] = (0, 0, 0, 0)) -> bytes:
    image = Image.new("RGBA", (300, 150), ground)
    ImageDraw.Draw(image).rectangle((20, 20, 280, 130), fill=colour)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def drawn(data: bytes, side: int, shape: str) -> Image.Image:
    return Image.open(BytesIO(make_icon(data, side, shape, GROUND))).convert("RGBA")


@pytest.mark.parametrize("side", [96, 180, 192, 512])
@pytest.mark.parametrize("shape", ["any", "maskable", "apple", "badge"])
@pytest.mark.parametrize("art", [b"", logo("#c2410c")], ids=["our mark", "a logo"])
def test_icon_is_a_square_png_of_the_size_that_was_asked(side, shape, art):
    image = Image.open(BytesIO(make_icon(art, side, shape, GROUND)))

    assert (image.format, image.size) == ("PNG", (side, side))


@pytest.mark.parametrize(("shape", "corner"), [("any", 0), ("badge", 0), ("maskable", 255), ("apple", 255)])
def test_corners_are_round_only_where_no_phone_cuts_them(shape, corner):
    assert drawn(b"", 192, shape).getpixel((1, 1))[3] == corner


@pytest.mark.parametrize("art", [b"", logo("#c2410c"), logo("white")], ids=["our mark", "a logo", "a white logo"])
def test_nothing_of_a_maskable_icon_stands_outside_the_circle_that_phones_may_cut(art):
    image, centre, radius = drawn(art, 200, "maskable"), 100, 80

    outside = {
        image.getpixel((x, y))
        for x in range(200)
        for y in range(200)
        if (x - centre) ** 2 + (y - centre) ** 2 > radius**2
    }

    assert outside == {GREEN}


def test_logo_in_the_colour_of_its_ground_stands_on_a_white_plate():
    image = drawn(logo(GROUND), 200, "apple")

    assert (image.getpixel((100, 100)), image.getpixel((100, 45)), image.getpixel((5, 100))) == (GREEN, WHITE, GREEN)


def test_white_logo_stands_on_the_ground_itself():
    image = drawn(logo("white"), 200, "apple")

    assert (image.getpixel((100, 100)), image.getpixel((100, 45))) == (WHITE, GREEN)


def test_picture_with_a_white_ground_of_its_own_is_no_white_logo():
    image = drawn(logo("#c2410c", ground=(255, 255, 255, 255)), 200, "apple")

    assert image.getpixel((100, 45)) == WHITE


def test_what_is_no_picture_is_refused_by_the_child_process():
    with pytest.raises(NotAPicture):
        icon_picture(b"geen foto", 192, "any", GROUND)


def test_child_process_draws_what_the_function_draws():
    assert icon_picture(b"", 192, "any", GROUND) == make_icon(b"", 192, "any", GROUND)
