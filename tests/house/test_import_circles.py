"""No module imports itself by way of others; the contract on siblings cannot see a package and its own modules."""

from graphlib import TopologicalSorter

import grimp


def test_no_module_leads_back_to_itself():
    graph = grimp.build_graph("assessments", "collab", cache_dir=None)
    imported = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imported) > 300

    # raises CycleError with the circle, an import inside a function included
    assert set(TopologicalSorter(imported).static_order()) == graph.modules
