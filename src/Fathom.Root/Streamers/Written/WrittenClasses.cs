namespace Fathom.Root.Streamers.Written;

/// <summary>The classes of the objects in a file, each once, in the order in which they came.</summary>
internal sealed class WrittenClasses
{
    private readonly List<WrittenClass> _used = [];

    internal IReadOnlyList<WrittenClass> Used => _used;

    /// <summary>Adds a class, its base classes and the classes of its members, as far as the table has them.</summary>
    internal void Use(string name)
    {
        if (!ClassTable.Has(name) || _used.Exists(known => known.Name == name))
        {
            return;
        }

        WrittenClass used = ClassTable.Get(name);
        _used.Add(used);
        foreach (WrittenElement element in used.Elements)
        {
            Use(element.Kind == "TStreamerBase" ? element.Name : element.TypeName.TrimEnd('*'));
        }
    }
}
