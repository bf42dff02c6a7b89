using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple;

/// <summary>Names of fields as users see them: items of collections have none, members of tuples have numbers.</summary>
internal static class FieldNames
{
    /// <summary>A pair or tuple: its members are known by their place.</summary>
    internal static bool IsPositional(string type) =>
        type.StartsWith("std::pair<", StringComparison.Ordinal) || type.StartsWith("std::tuple<", StringComparison.Ordinal);

    /// <summary>A value that may be absent: a collection of none or one.</summary>
    internal static bool IsOptional(string type) =>
        type.StartsWith("std::optional<", StringComparison.Ordinal) || type.StartsWith("std::unique_ptr<", StringComparison.Ordinal);

    /// <summary>Paths of the fields, each followed by those below it, and the chain of ids from the top.</summary>
    internal static IEnumerable<(string Path, int[] Chain)> All(FieldTree tree) =>
        tree.TopIds.SelectMany(id => Below(tree, tree.Field(id).Name, [id]));

    private static IEnumerable<(string Path, int[] Chain)> Below(FieldTree tree, string path, int[] chain)
    {
        yield return (path, chain);
        int[] record = chain;

        // Items of collections and arrays are stepped through: what is below a vector of records are its members.
        while (tree.Field(record[^1]).Role is FieldRole.Collection or FieldRole.Leaf && tree.Children(record[^1]).Count == 1 && record.Length < 64)
        {
            record = [.. record, tree.Children(record[^1])[0]];
        }

        FieldRecord field = tree.Field(record[^1]);
        if (field.Role != FieldRole.Record || record.Length >= 64)
        {
            yield break;
        }

        foreach (int child in tree.Children(record[^1]))
        {
            string name = tree.Field(child).Name;
            string shown = IsPositional(field.TypeName) ? name.TrimStart('_') : name;
            foreach ((string Path, int[] Chain) below in Below(tree, $"{path}.{shown}", [.. record, child]))
            {
                yield return below;
            }
        }
    }
}
