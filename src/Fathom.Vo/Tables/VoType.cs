namespace Fathom.Vo.Tables;

/// <summary>Types of a column's values, as VOTable names them (VOTable 1.5, section 2.1). A text is <see cref="Char"/> or
/// <see cref="UnicodeChar"/> with an array size.</summary>
public enum VoType
{
    /// <summary>True, false or null.</summary>
    Boolean,

    /// <summary>8 bits without sign.</summary>
    UnsignedByte,

    /// <summary>16 bits with sign.</summary>
    Short,

    /// <summary>32 bits with sign.</summary>
    Int,

    /// <summary>64 bits with sign.</summary>
    Long,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,

    /// <summary>Text of UTF-8 or ASCII.</summary>
    Char,

    /// <summary>Text of UCS-2.</summary>
    UnicodeChar,
}
