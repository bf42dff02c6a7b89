using Fathom.Root.Columns;

namespace Fathom.Root.Chains;

/// <summary>Compares what columns are made of, without their rows.</summary>
internal static class ColumnShapes
{
    /// <summary>Whether one can be filled in place of the other.</summary>
    internal static bool Same(RootColumn one, RootColumn other) => (one, other) switch
    {
        (ListColumn a, ListColumn b) => Same(a.Items, b.Items),
        (RecordColumn a, RecordColumn b) => a.Names.SequenceEqual(b.Names) && All(a.Members, b.Members),
        (ChoiceColumn a, ChoiceColumn b) => All(a.Choices, b.Choices),
        _ => one.GetType() == other.GetType(),
    };

    private static bool All(IReadOnlyList<RootColumn> ones, IReadOnlyList<RootColumn> others) =>
        ones.Count == others.Count && ones.Zip(others, Same).All(same => same);
}
