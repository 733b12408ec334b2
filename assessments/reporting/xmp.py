"""What a PDF says of itself to programs, where WeasyPrint says too little or the same thing twice."""

from collections.abc import Iterator
from typing import Any

_END = b"</rdf:RDF>"
_ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the document keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A wants the property of PDF/UA explained, which is not among those that it knows."""


def finish(document: Any, pdf: Any) -> None:
    """Say in a PDF/A that it is PDF/UA-1 as well and which rows are a group, and name a file inside it once.

    WeasyPrint knows one variant at a time, links cells to the heads of their row and column alone, and lists such a
    file among the associated ones twice.
    """
    _name_groups(document)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (said,) = metadata.stream
    metadata.stream = [said.replace(_END, _ACCESSIBLE + _END)]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _name_groups(document: Any) -> None:
    """Link each cell to the head of its group of rows too; on the next page it is another table, without it."""
    from pydyf import Array

    for page in document.pages:
        heads: dict[Any, Any] = {}
        for rows, cell in _cells(page._page_box, None):  # noqa: SLF001 - there is no other way to what it tagged
            if cell.element.get("scope") == "rowgroup":
                heads[rows] = cell.mark["ID"]
            elif rows in heads:
                about = cell.mark["A"]
                about["Headers"] = Array([heads[rows], *about.get("Headers", [])])


def _cells(box: Any, rows: Any) -> Iterator[tuple[Any, Any]]:
    """Return the tagged cells in a box, each with the element that holds the rows of its group."""
    for child in getattr(box, "children", ()):
        if hasattr(child, "mark"):
            yield rows, child
        else:
            yield from _cells(child, child.element if child.element_tag == "tbody" else rows)
