using Fathom.Vo.Releases;

namespace Fathom.Vo.Registry;

/// <summary>What all resources tell of themselves.</summary>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Identifier">Its identifier.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">A paragraph.</param>
/// <param name="Address">A page on it.</param>
/// <param name="Created">When it began.</param>
/// <param name="Changed">When it was last changed.</param>
internal sealed record ResourceFacts(
    Publisher Publisher, string Identifier, string Title, string Description, string Address, DateTimeOffset Created, DateTimeOffset Changed)
{
    /// <summary>At most 16 characters, for lists; null: none.</summary>
    public string? ShortName { get; init; }

    /// <summary>DOI; null: none.</summary>
    public string? Doi { get; init; }

    /// <summary>Bibliographic code of the paper; null: none.</summary>
    public string? Bibcode { get; init; }

    /// <summary>Version; null: none.</summary>
    public string? Version { get; init; }

    /// <summary>What it is: <c>Catalog</c>, <c>Registry</c>, <c>Organisation</c>, <c>Authority</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Identifier of the service through which it is queried; null: it is no data.</summary>
    public string? ServedBy { get; init; }

    /// <summary>Who made it.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Who is asked; null: the publisher.</summary>
    public ReleaseContact? Contact { get; init; }

    /// <summary>Subjects of the Unified Astronomy Thesaurus.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = ["virtual-observatories"];

    /// <summary>As Dublin Core has it.</summary>
    public IReadOnlyList<(string Element, string Value)> DublinCore =>
    [
        ("title", Title), .. Authors.Select(author => ("creator", author)), .. Subjects.Select(subject => ("subject", subject)), ("description", Description),
        ("publisher", Publisher.Name), ("date", ResourceXml.Time(Changed)), ("type", Type ?? "Service"), ("identifier", Identifier), ("identifier", Address),
    ];
}
