using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Root.Conversions;

/// <summary>Which columns of a tree or RNTuple are converted, and what they are called.</summary>
internal sealed class ConversionSources(List<(string Name, string Reason)> leftOut)
{
    private const string OfTrees = "a tree is written with numbers, lists of numbers and texts";
    private const string OfNTuples = "an RNTuple is written without objects that are streamed as a whole";

    /// <summary>The branches at the top, or where a tree is written, those that hold numbers and texts.</summary>
    internal Source Of(TreeReader tree, string name, ColumnarFormat to)
    {
        List<(string Name, SourceColumn Column)> columns = [];
        foreach (TreeBranch branch in tree.Branches)
        {
            Add(branch, name, to, columns);
        }

        return new Source(name, tree.Title, tree.EntryCount, tree.Branches.Sum(Bytes), Named(columns));
    }

    /// <summary>The fields at the top, or where a tree is written, those below them that it can hold.</summary>
    internal Source Of(NTupleReader ntuple, string name, ColumnarFormat to)
    {
        List<(string Name, SourceColumn Column)> columns = [];
        foreach (NTupleField field in ntuple.Fields)
        {
            Add(ntuple, field, field.Name, name, to, columns);
        }

        return new Source(name, ntuple.Description, ntuple.EntryCount, ntuple.Fields.Sum(field => ntuple.ApproximateBytes(field.Name)), Named(columns));
    }

    private static long Bytes(TreeBranch branch) => branch.StoredBytes + branch.Branches.Sum(Bytes);

    private static List<SourceColumn> Named(List<(string Name, SourceColumn Column)> columns) =>
        [.. ColumnNames.Distinct(columns.Select(column => column.Name)).Select((name, i) => columns[i].Column with { Name = name })];

    private void Add(TreeBranch branch, string tree, ColumnarFormat to, List<(string Name, SourceColumn Column)> columns)
    {
        if (branch.Branches.Count > 0)
        {
            foreach (TreeBranch below in branch.Branches)
            {
                Add(below, tree, to, columns);
            }

            return;
        }

        RootColumn? shape = Shape(branch, out string? reason);
        if (shape is not null && Holds(shape, to))
        {
            columns.Add((branch.Name, new SourceColumn(branch.Name, FieldTypes.Of(shape), branch.Read)));
        }
        else
        {
            leftOut.Add(($"{tree} {branch.Path}", reason ?? $"{branch.TypeName}: {(to == ColumnarFormat.Tree ? OfTrees : OfNTuples)}"));
        }
    }

    /// <summary>A column without rows; null where the class of the branch turns out, by its first entry, to stream itself in its own way.</summary>
    private static RootColumn? Shape(TreeBranch branch, out string? reason)
    {
        reason = branch.Unsupported;
        try
        {
            return reason is null ? branch.Read(0, 0, branch.Read(0, (int)Math.Min(1, branch.EntryCount))) : null;
        }
        catch (RootFormatException fault) when (fault.IsOfObject)
        {
            reason = fault.Message;
            return null;
        }
    }

    private static bool Holds(RootColumn shape, ColumnarFormat to) => to == ColumnarFormat.Tree ? TreeTarget.Holds(shape) : FieldTypes.Holds(shape);

    private void Add(NTupleReader ntuple, NTupleField field, string path, string name, ColumnarFormat to, List<(string Name, SourceColumn Column)> columns)
    {
        string? reason = ntuple.UnsupportedReason(path);
        RootColumn? shape = reason is null ? ntuple.ReadColumn(path, 0, 0) : null;
        if (shape is not null && Holds(shape, to))
        {
            FieldType type = to == ColumnarFormat.NTuple ? FieldTypes.Of(field, shape) : FieldTypes.Of(shape);
            columns.Add((path, new SourceColumn(path, type, (first, count, reuse) => ntuple.ReadColumn(path, first, count, reuse))));
            return;
        }

        // Members of a record, or of the items of a list, may do where the whole does not.
        NTupleField inner = field.Subfields is [{ Subfields.Count: > 0 } item] && item.Name == "_0" ? item : field;
        List<(string Path, NTupleField Field)> below =
            [.. inner.Subfields.Select(member => ($"{path}.{member.Name}", member)).Where(member => ntuple.FieldPaths.Contains(member.Item1))];
        if (to == ColumnarFormat.Tree && below.Count > 0)
        {
            foreach ((string memberPath, NTupleField member) in below)
            {
                Add(ntuple, member, memberPath, name, to, columns);
            }

            return;
        }

        leftOut.Add(($"{name} {path}", reason ?? $"{field.TypeName}: {(to == ColumnarFormat.Tree ? OfTrees : OfNTuples)}"));
    }
}
