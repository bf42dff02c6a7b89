using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>The type in which a column's values lie in the file.</summary>
internal static class StoredTypes
{
    /// <summary>Type of a value or of an array's element; <c>char</c> for texts.</summary>
    public static Type Element(ColumnDescription column) => column.Type switch
    {
        VoType.Boolean => typeof(bool),
        VoType.UnsignedByte => typeof(byte),
        VoType.Short => typeof(short),
        VoType.Int => typeof(int),
        VoType.Long => typeof(long),
        VoType.Float => typeof(float),
        VoType.Double => typeof(double),
        _ => typeof(char),
    };

    /// <summary>Bytes of a value or of an array's element.</summary>
    public static int Width(ColumnDescription column) => column.Type switch
    {
        VoType.Short => sizeof(short),
        VoType.Int or VoType.Float => sizeof(int),
        VoType.Long or VoType.Double => sizeof(long),
        _ => 1,
    };
}
