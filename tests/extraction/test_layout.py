import pytest


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("# Talks\n\nAda spoke. Bob did not.", ["Talks", "Ada spoke.", "Bob did not."]),
        ("- Ada, Acme\n- Bob, Initech", ["Ada, Acme", "Bob, Initech"]),
        ("| Title | Speaker |\n|-|-|\n| Cloudy | Ada |", ["Title", "Speaker", "Cloudy", "Ada"]),
        ("A talk by Tomohiko Kimura from Midokura", ["A talk by Tomohiko Kimura from Midokura"]),
        ("It ran. libvirt held.", ["It ran.", "libvirt held."]),
        ("Yahoo! announced it.", ["Yahoo! announced it."]),
        ("Ada works for Your.Online.", ["Ada works for Your.Online."]),
        ("Why? Because.", ["Why?", "Because."]),
        ("He said so (twice.) Then he left.", ["He said so (twice.)", "Then he left."]),
        ('"It works." Ada agreed.', ['"It works."', "Ada agreed."]),
        ('It works. "It does," said Ada.', ["It works.", '"It does," said Ada.']),
        ("Fixed a leak. (Ada, Bob)", ["Fixed a leak.", "(Ada, Bob)"]),
        ("And then... nothing.", ["And then... nothing."]),
        ("And then... Nothing.", ["And then...", "Nothing."]),
        ("Xen, KVM etc. are here.", ["Xen, KVM etc. are here."]),
        ("Dr. Ada spoke.", ["Dr. Ada spoke."]),
        ("**7.** Get it.", ["7. Get it."]),
        ("**II.** Get it.", ["II. Get it."]),
        ("Yes. We do.", ["Yes.", "We do."]),
        ("Note: Ceph is big.", ["Note: Ceph is big."]),
    ],
)
def test_sentences_end_with_a_sign_a_block_or_a_cell(text, sentences, parse, rules_only):
    doc = parse(text, rules_only)
    assert [s.text.strip() for s in doc.sents] == sentences


def test_blocks_are_spans_with_their_kind(parse, rules_only):
    doc = parse("---\ntitle: A Day\n---\n\n## Talks\n\nHello.\n\n- one\n", rules_only)
    assert [(s.label_, s.text.strip()) for s in doc.spans["blocks"]] == [
        ("title", "A Day"),
        ("heading", "Talks"),
        ("paragraph", "Hello."),
        ("item", "one"),
    ]


def test_a_block_knows_the_headings_above_it(parse, rules_only):
    doc = parse("# One\n\n## Two\n\ntext\n\n# Three\n\nmore\n", rules_only)
    layout = doc._.layout
    assert [layout[i].headings for i in range(5)] == [(), (0,), (0, 1), (), (3,)]


def test_a_row_knows_its_header(parse, rules_only):
    doc = parse("| Title | Speaker |\n|-|-|\n| Cloudy | Ada |\n", rules_only)
    assert [(s.columns, len(s.cells)) for s in doc._.layout] == [(None, 2), (0, 2)]


@pytest.mark.parametrize(
    ("text", "last"), [("We offer PaaS.", "."), ("They are in the U.S.", "U.S."), ("Ceph.", ".")]
)
def test_a_full_stop_after_a_capital_is_no_part_of_a_name(text, last, nlp):
    assert nlp.tokenizer(text)[-1].text == last


def test_a_text_without_a_document_is_lines(rules_only):
    doc = rules_only("First line\n\nSecond line")
    assert [s.text.strip() for s in doc.spans["blocks"]] == ["First line", "Second line"]
