import numpy as np

from bacd_graph.extraction.encoding import TYPES, Window
from bacd_graph.extraction.marks import N_NAMES, N_ROLES, NO_NAME, Marks, marks_of
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.model import EntityType

PERSON = 2 + 2 * TYPES.index(EntityType.PERSON)
PROJECT = 2 + 2 * TYPES.index(EntityType.PROJECT)


def place(start, end, pronoun=False):
    return Place(start, end, 0, 0, pronoun)


def test_a_name_is_marked_where_it_begins_and_goes_on():
    nodes = [
        Node(EntityType.PERSON, (place(0, 3),)),
        Node(EntityType.PROJECT, (place(4, 5),)),
    ]
    names = marks_of(6, nodes).names.tolist()
    assert names == [PERSON, PERSON + 1, PERSON + 1, NO_NAME, PROJECT, NO_NAME]
    assert max(names) < N_NAMES


def test_a_pronoun_is_not_marked():
    node = Node(EntityType.PERSON, (place(0, 1), place(2, 3, pronoun=True)))
    assert marks_of(3, [node]).names.tolist() == [PERSON, NO_NAME, NO_NAME]


def test_roles_tell_the_most_mentioned_and_the_author():
    nodes = [
        Node(EntityType.PERSON, (place(i, i + 1),), author, rank)
        for i, (author, rank) in enumerate([(False, 1), (False, 0), (True, 1), (True, 0)])
    ]
    roles = marks_of(5, nodes).roles.tolist()
    assert roles == [2, 3, 4, 5, NO_NAME]
    assert max(roles) < N_ROLES


def test_a_window_has_the_marks_of_its_tokens_and_none_at_its_own_signs():
    marks = Marks(np.array([2, 3, 1]), np.array([5, 5, 1]))
    ints = np.zeros(4, np.int64)
    owners = np.array([-1, 1, 1, -1])
    window = Window(ints, ints, ints, np.zeros((4, 7), np.float32), owners, ints[:1], ints[:1])
    names, roles = marks.of(window)
    assert names.tolist() == [NO_NAME, 3, 3, NO_NAME]
    assert roles.tolist() == [NO_NAME, 5, 5, NO_NAME]
