"""Only the demo school itself is ever thrown away."""

from webapp.demo.loading import has_a_school, is_only_the_demo


def test_school_of_somebody_else_is_never_taken_for_the_demo(cast):
    cast.school.name = "De Regenboog"
    cast.school.save()

    assert (has_a_school(), is_only_the_demo()) == (True, False)
