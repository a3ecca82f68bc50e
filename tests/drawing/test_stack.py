from itertools import pairwise

import pytest
from figures import caption, legend, names, title
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from bacd_graph.drawing import draw_stack, save
from bacd_graph.drawing.layers import load_layers
from bacd_graph.drawing.style import styled, tones
from bacd_graph.errors import BuildError

KNOWN = {
    "Hypervisors": ("KVM", "Xen", "QEMU", "Hyper-V", "VMware ESXi"),
    "Storage": ("Ceph", "NFS", "Gluster", "LINSTOR", "iSCSI"),
    "Network": ("Open vSwitch", "VLAN", "Calico", "BGP", "HAProxy"),
    "Orchestration": ("Apache CloudStack", "OpenStack", "Foreman", "Puppet", "Ansible"),
    "APIs": ("S3", "CloudMonkey", "CloudStack API", "Apache jclouds", "OCCI"),
    "Platforms": ("Debian", "MySQL", "OpenShift", "Python", "Keycloak"),
    "Applications": ("Hadoop", "Nextcloud", "Jupyter", "WordPress", "Moodle"),
}
HUB = "project/apache-cloudstack=Apache CloudStack"


def known(name):
    return f"project/{name.lower().replace(' ', '-')}={name}"


@pytest.fixture(scope="module")
def ecosystem(claim):
    """All that is known above, tied to one hub, each in so many documents as its place says."""
    others = [name for names in KNOWN.values() for name in names if name != "Apache CloudStack"]
    return [
        claim(HUB, "integratesWith", known(name), document=f"d{n}", day="2013-02-01")
        for place, name in enumerate(others)
        for n in range(place % 5 + 1)
    ]


@pytest.fixture(scope="module")
def stack(ecosystem):
    """The stack of it, for who only looks at it."""
    return draw_stack(ecosystem)


def crowd(claim, count):
    """So many parts of Ceph, most with long names."""
    return [
        claim(f"project/p{n}=Distributed Storage Component Number {n}", "partOf", known("Ceph"))
        for n in range(count)
    ]


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (20, 11)])
@pytest.mark.parametrize("count", [0, 3, 200])
def test_no_name_lies_on_another_nor_on_a_node_nor_outside(size, count, ecosystem, claim, overlaps):
    figure = draw_stack([*ecosystem, *crowd(claim, count)], figsize=size)
    assert overlaps(figure) == []


@pytest.mark.parametrize("size", [None, (4.5, 8)])
def test_no_member_lies_on_another_nor_outside_of_its_band(size, ecosystem, claim):
    figure = draw_stack([*ecosystem, *crowd(claim, 60)], figsize=size)
    ax = figure.axes[0]
    figure.draw_without_rendering()
    boxes = [p.get_window_extent() for p in ax.patches if isinstance(p, FancyBboxPatch)]
    bands = [p.get_window_extent() for p in ax.patches if not isinstance(p, FancyBboxPatch)]
    assert len(bands) == 7
    assert not [1 for i, one in enumerate(boxes) for o in boxes[i + 1 :] if one.overlaps(o)]
    for box in boxes:
        assert any(b.y0 < box.y0 and box.y1 < b.y1 and box.x1 < b.x1 for b in bands)


def test_it_is_drawn_on_axes_that_are_given(ecosystem, overlaps):
    figure = Figure(figsize=(8, 5), layout="constrained")
    assert draw_stack(ecosystem, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


@pytest.mark.parametrize("heading", KNOWN)
def test_each_stands_in_the_band_of_its_layer(heading, stack):
    ax = stack.axes[0]
    y = {text.get_text(): text.get_position()[1] for text in ax.texts}
    nearest = {name: min(KNOWN, key=lambda h: abs(y[h] - y[name])) for name in KNOWN[heading]}
    assert set(nearest.values()) == {heading}


def test_hypervisors_are_at_the_bottom_and_applications_at_the_top(stack):
    ax = stack.axes[0]
    y = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert sorted(KNOWN, key=lambda heading: y[heading]) == list(KNOWN)


def test_those_of_which_most_documents_speak_are_shown_and_the_rest_is_counted(claim):
    storage = ("Ceph", "NFS", "Gluster", "LINSTOR")
    claims = [
        claim(HUB, "uses", known(name), document=f"d{n}")
        for place, name in enumerate(storage)
        for n in range(4 - place)
    ]
    figure = draw_stack(claims, limit=2)
    assert title(figure) == "The technology stack: 3 of 5 projects and technologies"
    assert caption(figure).endswith("Left out: 2 of which fewest documents speak in their layer.")
    assert {"Ceph", "NFS"} <= set(names(figure))
    assert not {"Gluster", "LINSTOR"} & set(names(figure))


def test_where_room_is_short_every_layer_keeps_its_first(ecosystem, claim):
    figure = draw_stack([*ecosystem, *crowd(claim, 300)], figsize=(5, 4), limit=50)
    shown = set(names(figure))
    assert all(shown & set(members) for members in KNOWN.values())
    assert "Left out: " in caption(figure)


def test_a_mark_is_the_larger_the_more_documents_speak_of_it(stack):
    ax = stack.axes[0]
    (marks,) = [c for c in ax.collections if not isinstance(c, LineCollection)]
    size = dict(zip(marks.get_urls(), marks.get_sizes(), strict=True))
    base = "https://w3id.org/bacd-graph/entity/project/"
    assert size[f"{base}apache-cloudstack"] > size[f"{base}hyper-v"] > size[f"{base}kvm"]


def test_what_is_of_no_layer_is_counted_and_not_drawn(claim):
    storage = [claim(HUB, "uses", known(name)) for name in ("Ceph", "NFS")]
    figure = draw_stack([*storage, claim(HUB, "uses", "project/loom")], limit=1)
    # What is drawn and what is left out are together all that the claims name.
    assert title(figure) == "The technology stack: 2 of 4 projects and technologies"
    assert "Left out: 1 of which fewest documents speak in their layer, 1 of no layer." in caption(
        figure
    )
    assert "Loom" not in names(figure)
    assert "Left out" not in caption(draw_stack(storage))


def lines(figure):
    (found,) = [c for c in figure.axes[0].collections if isinstance(c, LineCollection)]
    return found.get_segments()


def boxes(figure):
    ax = figure.axes[0]
    shapes = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    return [box.get_path().get_extents(box.get_patch_transform()) for box in shapes]


def test_a_line_ends_with_a_dot_at_a_rim(stack):
    (dots,) = [line for line in stack.axes[0].lines if line.get_marker() == "o"]
    ends = sorted(tuple(point) for line in lines(stack) for point in (line[0], line[-1]))
    assert sorted(zip(*dots.get_data(), strict=True)) == ends
    for x, y in ends:
        rims = [
            b for b in boxes(stack) if b.x0 < x < b.x1 and min(abs(y - b.y0), abs(y - b.y1)) < 1
        ]
        assert len(rims) == 1


def test_a_line_evades_the_box_between_its_ends(claim):
    # Of three bands with a box each, the one in the middle stands between the others.
    claims = [
        claim("project/ceph=Ceph", "uses", known("Debian")),
        claim("project/puppet=Puppet", "uses", "company/acme"),
    ]
    figure = draw_stack(claims)
    _, middle, _ = sorted(boxes(figure), key=lambda box: box.y0)
    (past,) = lines(figure)

    def meets(points):
        steps = [a + (b - a) * share / 50 for a, b in pairwise(points) for share in range(51)]
        return any(middle.contains(*step) for step in steps)

    assert meets([past[0], past[-1]])
    assert not meets(past)


@pytest.mark.parametrize("style", [None, "dark_background"])
def test_lines_are_at_least_a_point_wide_and_the_legend_has_their_pen(style, ecosystem):
    with styled(style):
        ax = draw_stack(ecosystem, figsize=(4.5, 8)).axes[0]
        tone = tones(ax)
    (drawn,) = [c for c in ax.collections if isinstance(c, LineCollection)]
    (handle,) = ax.get_legend().get_lines()[-1:]
    assert min(drawn.get_linewidths()) == handle.get_linewidth() == 1
    assert to_hex(drawn.get_colors()[0]) == to_hex(handle.get_color())
    line, edge, ground = (to_rgb(c)[0] for c in (handle.get_color(), tone.edge, tone.ground))
    assert abs(line - ground) > 0.8 * abs(edge - ground)


def test_the_caption_says_how_many_ties_have_a_line(stack, claim):
    reading = "; width: documents that say so. Lines: 30 ties between layers; ties within a layer"
    assert reading in caption(stack)
    hubs = [known(name) for name in ("OpenStack", "Foreman", "Puppet")]
    others = [n for band, some in KNOWN.items() if band != "Orchestration" for n in some]
    claims = [claim(hub, "uses", known(other)) for hub in hubs for other in others]
    for size, most in ((None, range(55, 61)), ((8, 4.5), range(30, 40))):
        many = draw_stack(claims, figsize=size)
        drawn = len(lines(many))
        assert drawn in most
        assert f"Lines: {drawn} of 90 ties between layers, those that most doc" in caption(many)
        assert "width" not in caption(many)  # Each tie has one document.
    none = draw_stack([claim(HUB, "alternativeTo", known("OpenStack"))])
    assert "Lines" not in caption(none)
    assert legend(none) == ["Projects"]


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "count"),
    [
        (HUB, "integratesWith", known("Ceph"), 1),
        (HUB, "uses", known("KVM"), 1),
        (HUB, "alternativeTo", known("KVM"), 0),
        (HUB, "uses", known("OpenStack"), 0),  # of the same layer
    ],
)
def test_lines_join_layers_that_are_integrated(subject, predicate, object_, count, claim):
    assert len(lines(draw_stack([claim(subject, predicate, object_)]))) == count


def test_planned_negated_and_less_sure_claims_are_absent(claim):
    claims = [
        claim(HUB, "uses", known("KVM")),
        claim(HUB, "uses", known("Ceph"), status="planned"),
        claim(HUB, "uses", known("NFS"), status="negated"),
        claim(HUB, "uses", known("Gluster"), sure=False),
    ]
    figure = draw_stack(claims)
    assert {"KVM", "Apache CloudStack"} <= set(names(figure))
    assert not {"Ceph", "NFS", "Gluster", "Storage"} & set(names(figure))


def test_layers_of_ones_own_may_be_given(claim, tmp_path):
    (tmp_path / "own.tsv").write_text("Loom\tnetwork\town knowledge\n", "utf-8")
    layers = load_layers(tmp_path / "own.tsv")
    figure = draw_stack([claim("company/acme", "uses", "project/loom")], layers=layers)
    assert {"Network", "Loom"} <= set(names(figure))


@pytest.mark.parametrize("object_", ["project/loom", "person/ada"])
def test_without_a_layer_there_is_nothing_to_draw(object_, claim):
    with pytest.raises(BuildError, match=r"nothing to draw: .* add rows to layers\.tsv"):
        draw_stack([claim("company/acme", "uses", object_)])


def test_the_same_claims_in_any_order_give_the_same_bytes(ecosystem, claim, tmp_path):
    claims = [*ecosystem, *crowd(claim, 30)]
    for name, some in (("a", claims), ("b", claims[::-1])):
        save(draw_stack(some), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_lines_pass_behind_the_boxes_of_names(stack):
    ax = stack.axes[0]
    (line,) = [c for c in ax.collections if isinstance(c, LineCollection)]
    boxes = [p for p in ax.patches if isinstance(p, FancyBboxPatch)]
    assert all(box.get_zorder() > line.get_zorder() for box in boxes)
    assert {to_hex(box.get_facecolor()) for box in boxes} == {"#ffffff"}
