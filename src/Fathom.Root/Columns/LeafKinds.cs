namespace Fathom.Root.Columns;

/// <summary>What stands at the leaves of a column.</summary>
[Flags]
internal enum LeafKinds
{
    None = 0,
    Numbers = 1,
    Texts = 2,
    Objects = 4,
}
