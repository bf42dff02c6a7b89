using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple;

/// <summary>The fields of a schema as a tree, and the columns of each.</summary>
internal sealed class FieldTree
{
    private readonly string _path;
    private readonly string _ntuple;
    private readonly Schema _schema;
    private readonly List<int> _top = [];
    private readonly List<int>[] _children;
    private readonly List<int>[] _columns;

    internal FieldTree(string path, string ntuple, Schema schema)
    {
        _path = path;
        _ntuple = ntuple;
        _schema = schema;
        _children = [.. schema.Fields.Select(_ => new List<int>())];
        _columns = [.. schema.Fields.Select(_ => new List<int>())];
        for (int id = 0; id < schema.Fields.Count; id++)
        {
            int parent = schema.Fields[id].Parent;
            (parent == id ? _top : _children[parent]).Add(id);
        }

        for (int id = 0; id < schema.Columns.Count; id++)
        {
            _columns[schema.Columns[id].Field].Add(id);
        }

        foreach (AliasRecord alias in schema.Aliases)
        {
            _columns[alias.Field].Add(alias.Column);
        }
    }

    internal IReadOnlyList<NTupleField> Describe() => [.. _top.Select(id => Describe(id, depth: 0))];

    /// <summary>The field of a path, such as <c>tracks.pt</c>: the step through the item of a collection may be left out.</summary>
    /// <exception cref="RootFormatException">There is none.</exception>
    internal int Find(string path)
    {
        List<int> candidates = _top;
        int found = -1;
        foreach (string name in path.Split('.'))
        {
            int at = candidates.FindIndex(id => _schema.Fields[id].Name == name);
            if (at < 0 && found >= 0 && _schema.Fields[found].Role == FieldRole.Collection && candidates.Count == 1)
            {
                candidates = _children[candidates[0]];
                at = candidates.FindIndex(id => _schema.Fields[id].Name == name);
            }

            if (at < 0)
            {
                string known = string.Join(", ", candidates.Select(id => _schema.Fields[id].Name));
                throw Fault($"a field {path}", $"no {name} among {known}");
            }

            found = candidates[at];
            candidates = _children[found];
        }

        return found;
    }

    internal FieldRecord Field(int id) => _schema.Fields[id];

    internal IReadOnlyList<int> Children(int id) => _children[id];

    /// <summary>Ids of the fields at the top.</summary>
    internal IReadOnlyList<int> TopIds => _top;

    /// <summary>Ids of the columns of a field, of all its representations.</summary>
    internal IReadOnlyList<int> ColumnIds(int id) => _columns[id];

    internal ColumnRecord Column(int id) => _schema.Columns[id];

    /// <summary>Ids of the field and of those above it, the field first.</summary>
    internal IEnumerable<int> Upwards(int id)
    {
        yield return id;
        while (_schema.Fields[id].Parent != id)
        {
            id = _schema.Fields[id].Parent;
            yield return id;
        }
    }

    /// <summary>Columns in place <paramref name="slot"/> of the field, one for each of its representations.</summary>
    internal ColumnChoice Columns(int id, int slot)
    {
        int[] choice = [.. _columns[id]
            .GroupBy(column => _schema.Columns[column].Representation)
            .Where(columns => columns.Count() > slot)
            .Select(columns => columns.ElementAt(slot))];
        return choice.Length > 0
            ? new ColumnChoice(_path, _schema, choice)
            : throw Fault($"a field with at least {slot + 1} columns", $"{Field(id).Name} of type {Field(id).TypeName}");
    }

    internal RootFormatException Fault(string expected, string found) => new(_path, 0, $"{expected} in RNTuple {_ntuple}", found);

    private NTupleField Describe(int id, int depth)
    {
        FieldRecord field = _schema.Fields[id];
        return depth < 64
            ? new NTupleField(field.Name, field.TypeName, field.Description, [.. _children[id].Select(child => Describe(child, depth + 1))])
            : throw Fault("fields nested less than 64 deep", field.Name);
    }
}
