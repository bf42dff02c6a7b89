using System.Xml;

namespace Fathom.Vo.Registry;

/// <summary>What a registry tells of one resource.</summary>
/// <param name="Identifier">Its identifier, which begins with <c>ivo://</c>.</param>
/// <param name="Changed">When it was last changed.</param>
public sealed record RegistryRecord(string Identifier, DateTimeOffset Changed)
{
    /// <summary>Writes it as VOResource; null: it was taken back.</summary>
    public Action<XmlWriter>? Resource { get; init; }

    /// <summary>The same in the fifteen elements of Dublin Core: name and value.</summary>
    public IReadOnlyList<(string Element, string Value)> DublinCore { get; init; } = [];
}
