"""An order of nodes in which neighbours have numbers near each other."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree

from data.recipes.networks.graph import Graph, Ints


def order(given: Graph) -> Ints:
    """The nodes area by area, and within one along a tree of the shortest edges.

    Of the branches at a node the smallest comes first: most nodes then follow the one that
    they hang on.
    """
    within = given.area[given.start] == given.area[given.end]
    start, end = given.start[within], given.end[within]
    size = len(given.x)
    # Lengths differ by a hair, so that the tree does not depend on how a tie is broken.
    weight = given.length_m[within] + 1.0 + np.arange(len(start)) * 1e-7
    tree = minimum_spanning_tree(coo_array((weight, (start, end)), shape=(size, size)).tocsr())
    _, component = connected_components(tree, directed=False)
    both = (tree + tree.T).tocsr()
    first = np.full(component.max() + 1, size, np.int64)
    np.minimum.at(first, component, np.arange(size))
    counts = np.bincount(component)
    # the largest component of an area first, each from its lowest node
    places = sorted(first.tolist(), key=lambda n: (given.area[n], -counts[component[n]], n))
    result: list[int] = []
    for root in places:
        result += _preorder(both, root)
    return np.array(result, np.int64)


def _preorder(tree: coo_array, root: int) -> list[int]:
    nodes, before = breadth_first_order(tree, root, directed=False)
    weight = dict.fromkeys(nodes.tolist(), 1)
    children: dict[int, list[int]] = {}
    for node in nodes[:0:-1].tolist():
        parent = int(before[node])
        weight[parent] += weight[node]
        children.setdefault(parent, []).append(node)
    result, stack = [], [root]
    while stack:
        node = stack.pop()
        result.append(node)
        stack += sorted(children.get(node, ()), key=lambda n: (-weight[n], n))
    return result
