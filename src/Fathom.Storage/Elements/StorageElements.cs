using System.Collections.Concurrent;

namespace Fathom.Storage.Elements;

/// <summary>The storage elements that this process can reach, by name.</summary>
public sealed class StorageElements
{
    private readonly ConcurrentDictionary<string, IStorageElement> elements = new(StringComparer.Ordinal);

    /// <summary>Every element, in order of its name.</summary>
    public IReadOnlyList<IStorageElement> All => [.. elements.Values.OrderBy(element => element.Name, StringComparer.Ordinal)];

    /// <summary>Adds an element, or replaces the one of the same name.</summary>
    public void Set(IStorageElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        elements[element.Name] = element;
    }

    /// <summary>The element of a name, or null.</summary>
    public IStorageElement? Find(string name) => elements.GetValueOrDefault(name);

    /// <summary>The element of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public IStorageElement Get(string name) =>
        Find(name) ?? throw new KeyNotFoundException($"There is no storage element named '{name}'.");
}
