namespace Fathom.Root.Trees.Writing;

/// <summary>How a type of numbers stands in leaves.</summary>
/// <param name="Letter">Its letter in titles of branches.</param>
/// <param name="LeafClass">Class of its leaves.</param>
/// <param name="Unsigned">TLeaf::fIsUnsigned.</param>
/// <param name="CppName">Its name in templates such as vector&lt;int&gt;.</param>
internal sealed record LeafType(char Letter, string LeafClass, bool Unsigned, string CppName)
{
    private static readonly Dictionary<Type, LeafType> s_known = new()
    {
        [typeof(bool)] = new('O', "TLeafO", false, "bool"),
        [typeof(sbyte)] = new('B', "TLeafB", false, "char"),
        [typeof(byte)] = new('b', "TLeafB", true, "unsigned char"),
        [typeof(short)] = new('S', "TLeafS", false, "short"),
        [typeof(ushort)] = new('s', "TLeafS", true, "unsigned short"),
        [typeof(int)] = new('I', "TLeafI", false, "int"),
        [typeof(uint)] = new('i', "TLeafI", true, "unsigned int"),
        [typeof(long)] = new('L', "TLeafL", false, "Long64_t"),
        [typeof(ulong)] = new('l', "TLeafL", true, "ULong64_t"),
        [typeof(float)] = new('F', "TLeafF", false, "float"),
        [typeof(double)] = new('D', "TLeafD", false, "double"),
    };

    /// <summary>The leaves of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">It is none of bool, sbyte to ulong, float, double.</exception>
    internal static LeafType Of<T>() where T : unmanaged => s_known.TryGetValue(typeof(T), out LeafType? type)
        ? type
        : throw new NotSupportedException($"leaves of trees hold bool, sbyte to ulong, float and double, not {typeof(T)}");
}
