using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Sql;

/// <summary>What differs between the databases that answer queries.</summary>
internal abstract class QueryDialect
{
    /// <summary>True where EXCEPT ALL and INTERSECT ALL are known.</summary>
    public abstract bool HasSetsOfAll { get; }

    /// <summary>Where this database has a table; null where it has it not.</summary>
    public abstract StoredTable? PlaceOf(QueryTable table);

    /// <summary>A name in quotes.</summary>
    public static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A column; texts are compared by their code points.</summary>
    public abstract string Column(string name, AdqlType type);

    /// <summary>A parameter, or NULL, of a type.</summary>
    public abstract string Constant(string? parameter, AdqlType type);

    /// <summary>The value that a constant has as a parameter.</summary>
    public abstract object Value(BoundConstant constant);

    /// <summary>A quotient; NULL where divided by zero.</summary>
    public abstract string Quotient(string left, string right);

    /// <summary>A function of one row's values.</summary>
    /// <exception cref="Adql.AdqlException">This database does not have it.</exception>
    public abstract string Call(BoundCall call, IReadOnlyList<string> arguments);

    /// <summary>LIKE, or ILIKE.</summary>
    public abstract string Like(string value, string pattern, bool ignoresCase);

    /// <summary>An aggregate.</summary>
    public abstract string Aggregate(BoundAggregate aggregate, string? argument, IReadOnlyList<string> parameters);

    /// <summary>One of many constants, given as one parameter.</summary>
    public abstract string OneOf(string value, SqlText text, AdqlType type, IReadOnlyList<BoundConstant> items);
}
