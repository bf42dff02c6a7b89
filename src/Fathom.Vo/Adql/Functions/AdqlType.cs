namespace Fathom.Vo.Adql.Functions;

/// <summary>What a value of a query is. Computations know one whole number and one real number, both of 64 bits.</summary>
public enum AdqlType
{
    /// <summary>NULL without a type.</summary>
    Null,

    /// <summary>Whole number of 64 bits; Booleans are 0 and 1.</summary>
    Integer,

    /// <summary>IEEE 754, 64 bits; what is not a number is NULL.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Date and time as DALI writes it.</summary>
    Timestamp,

    /// <summary>Position.</summary>
    Point,

    /// <summary>Circle.</summary>
    Circle,

    /// <summary>Polygon.</summary>
    Polygon,

    /// <summary>Multi-order coverage.</summary>
    Moc,

    /// <summary>Numbers in a row; can be selected, and nothing else.</summary>
    Array,

    /// <summary>Point, circle or polygon; only of arguments.</summary>
    Shape,
}
