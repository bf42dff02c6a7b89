namespace Fathom.Vo.Queries.Columnar;

/// <summary>Values of conditions.</summary>
internal static class Truth
{
    /// <summary>Not true.</summary>
    public const byte False = 0;

    /// <summary>True.</summary>
    public const byte True = 1;

    /// <summary>Neither, because a value is NULL.</summary>
    public const byte Unknown = 2;
}
