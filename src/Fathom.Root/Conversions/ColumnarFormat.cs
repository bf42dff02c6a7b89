namespace Fathom.Root.Conversions;

/// <summary>How entries stand in a file.</summary>
public enum ColumnarFormat
{
    /// <summary>A TTree: flat and jagged branches, and texts.</summary>
    Tree,

    /// <summary>An RNTuple: fields of every structure.</summary>
    NTuple,
}
