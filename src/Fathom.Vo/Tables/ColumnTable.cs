namespace Fathom.Vo.Tables;

/// <summary>A table that never changes, column by column, its rows in the order of their place on the sky.</summary>
public abstract class ColumnTable
{
    /// <summary>Name, columns and what they mean.</summary>
    public abstract TableDescription Description { get; }

    /// <summary>Number of rows.</summary>
    public abstract long Rows { get; }

    /// <summary>Index of the right ascension's column (ICRS, degrees); -1 where the table has no position.</summary>
    public abstract int RightAscension { get; }

    /// <summary>Index of the declination's column (ICRS, degrees); -1 where the table has no position.</summary>
    public abstract int Declination { get; }

    /// <summary>Values of a column of numbers as they are stored, without a copy.</summary>
    /// <typeparam name="T">The column's type: <c>bool</c> (bytes 0, 1), <c>byte</c>, <c>short</c>, <c>int</c>, <c>long</c>, <c>float</c>, <c>double</c>.</typeparam>
    /// <param name="column">Index of the column.</param>
    /// <param name="first">First row.</param>
    /// <param name="count">How many rows.</param>
    public abstract ReadOnlySpan<T> Numbers<T>(int column, long first, int count)
        where T : unmanaged;

    /// <summary>UTF-8 of a row's text; empty where it is null.</summary>
    public abstract ReadOnlySpan<byte> Text(int column, long row);

    /// <summary>Elements of a row of a column of arrays, without a copy; empty where it is null.</summary>
    /// <typeparam name="T">As for <see cref="Numbers{T}"/>.</typeparam>
    /// <exception cref="NotSupportedException">The table holds no arrays.</exception>
    public virtual ReadOnlySpan<T> Elements<T>(int column, long row)
        where T : unmanaged => throw new NotSupportedException($"{Description.QualifiedName} holds no arrays.");

    /// <summary>True where the column has no value in that row.</summary>
    public abstract bool IsNull(int column, long row);

    /// <summary>True where the column has a value in every row.</summary>
    public abstract bool IsComplete(int column);

    /// <summary>The position (ICRS, degrees) of a row; null where the table or the row has none.</summary>
    public (double RightAscension, double Declination)? Position(long row) =>
        RightAscension < 0 || row >= Rows || IsNull(RightAscension, row) || IsNull(Declination, row) ? null : (Angle(RightAscension, row), Angle(Declination, row));

    private double Angle(int column, long row) => Description.Columns[column].Type == VoType.Float ? Numbers<float>(column, row, 1)[0] : Numbers<double>(column, row, 1)[0];

    /// <summary>Adds the ranges of rows in which all that lie within a circle are found, in ascending order.</summary>
    /// <param name="rightAscension">Centre, ICRS [deg], any number of turns.</param>
    /// <param name="declination">Centre, ICRS [deg], −90 to 90.</param>
    /// <param name="radius">Radius [deg], 0 to 180.</param>
    /// <param name="ranges">Where they are added.</param>
    public abstract void AddCircle(double rightAscension, double declination, double radius, List<RowRange> ranges);
}
