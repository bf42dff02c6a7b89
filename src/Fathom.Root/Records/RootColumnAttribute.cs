namespace Fathom.Root.Records;

/// <summary>Names the branch or field that a parameter or property is read from, where it is not called the same.</summary>
/// <param name="path">Path of the branch or field.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class RootColumnAttribute(string path) : Attribute
{
    /// <summary>Path of the branch or field.</summary>
    public string Path { get; } = path;
}
