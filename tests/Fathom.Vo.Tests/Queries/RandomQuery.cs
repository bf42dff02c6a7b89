using System.Globalization;

namespace Fathom.Vo.Tests.Queries;

/// <summary>Queries of one table that both ways of answering must understand alike; the same for the same generator.</summary>
internal sealed class RandomQuery(Random random)
{
    private static readonly string[] Whole = ["nhit", "flag", "size2", "big"];
    private static readonly string[] Real = ["ra", "dec", "beta", "mjd"];
    private static readonly string[] Signs = ["=", "<>", "!=", "<", "<=", ">", ">="];

    public string Text()
    {
        string where = random.Next(4) == 0 ? string.Empty : $" WHERE {Condition(3)}";
        return random.Next(3) switch
        {
            0 => Grouped(where),
            1 => $"SELECT DISTINCT {Number(1)} AS a, {Text(1)} AS b FROM e{where}",
            _ => $"SELECT id, {Number(3)} AS a, {Text(2)} AS b, {Number(2)} AS c FROM e{where}",
        };
    }

    /// <summary>A query with parts that cannot be computed, each where no row comes to it; databases that put terms in an order of their own
    /// get none within AND and OR.</summary>
    public string Lazy(bool ordersTerms)
    {
        string where = ordersTerms && random.Next(2) == 0 ? $" WHERE {Guarded(2, ordersTerms)}" : string.Empty;
        return random.Next(3) == 0
            ? $"SELECT flag, SUM({LazyNumber(2, ordersTerms)}) AS a FROM e{where} GROUP BY flag"
            : $"SELECT id, {LazyNumber(3, ordersTerms)} AS a, {LazyNumber(2, ordersTerms)} AS b FROM e{where}";
    }

    // Runs over where the condition is not true.
    private static string Bomb(string condition) => $"(9223372036854775806 + CASE WHEN {condition} THEN 1 ELSE 2 END)";

    private string LazyNumber(int depth, bool ordersTerms)
    {
        if (depth == 0)
        {
            return Pick(Whole);
        }

        string guard = ordersTerms ? Guarded(depth - 1, ordersTerms) : Condition(1), column = Pick(Whole);
        return random.Next(4) switch
        {
            0 => $"CASE WHEN {guard} THEN MOD({Bomb(guard)}, 1000) ELSE {LazyNumber(depth - 1, ordersTerms)} END",
            1 => $"CASE WHEN {guard} THEN {LazyNumber(depth - 1, ordersTerms)} WHEN {column} IS NULL THEN MOD({Bomb($"{column} IS NULL")}, 1000) ELSE {Pick(Whole)} END",
            2 => $"COALESCE({column}, MOD({Bomb($"{column} IS NULL")}, 1000), {LazyNumber(depth - 1, ordersTerms)})",
            _ => $"CASE WHEN {column} IS NULL THEN {LazyNumber(depth - 1, ordersTerms)} ELSE MOD({Bomb($"{column} IS NOT NULL")}, 1000) END",
        };
    }

    private string Guarded(int depth, bool ordersTerms)
    {
        string column = Pick(Whole);
        return random.Next(depth == 0 ? 1 : 4) switch
        {
            0 => Condition(1),
            1 => $"({column} IS NULL OR {Bomb($"{column} IS NOT NULL")} > 0)",
            2 => $"({column} IS NOT NULL AND {Bomb($"{column} IS NOT NULL")} > 0 AND {Guarded(depth - 1, ordersTerms)})",
            _ => $"({Guarded(depth - 1, ordersTerms)} OR ({column} IS NULL AND {Bomb($"{column} IS NULL")} > {Number(0)}))",
        };
    }

    private string Grouped(string where)
    {
        string[] keys = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(3) == 0 ? Text(1) : Number(1))];
        string aggregates = string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Aggregate()));
        string having = random.Next(3) == 0 ? $" HAVING COUNT(*) > {random.Next(4)} OR {Aggregate()} IS NULL" : string.Empty;
        return keys.Length == 0
            ? $"SELECT {aggregates} FROM e{where}{having}"
            : $"SELECT {string.Join(", ", keys)}, {aggregates} FROM e{where} GROUP BY {string.Join(", ", keys)}{having}";
    }

    private string Aggregate() => random.Next(10) switch
    {
        0 => "COUNT(*)",
        1 => $"COUNT(DISTINCT {Number(1)})",
        2 => $"SUM(DISTINCT {Pick(Whole)})",
        3 => $"MIN({Text(1)})",
        4 => $"MAX({Number(1)}) + 1",
        5 => $"AVG({Number(1)})",
        6 => $"ivo_histogram({Pick(Real)}, -10, 100, 3)",
        7 => $"COUNT({Text(1)})",
        8 => $"MIN({Number(1)})",
        _ => $"SUM({Number(1)})",
    };

    private string Number(int depth)
    {
        if (depth == 0)
        {
            return Leaf();
        }

        return random.Next(16) switch
        {
            0 => $"({Number(depth - 1)} + {Number(depth - 1)})",
            1 => $"({Number(depth - 1)} - {Number(depth - 1)})",
            2 => $"({Leaf()} * {Leaf()})",
            3 => $"({Number(depth - 1)} / {Number(depth - 1)})",
            4 => $"MOD({Pick(Whole)}, {Pick(Whole)})",
            5 => $"ABS({Number(depth - 1)})",
            6 => $"FLOOR({Number(depth - 1)})",
            7 => $"SQRT({Number(depth - 1)})",
            8 => $"ROUND({Pick(Real)}, {random.Next(-1, 3)})",
            9 => $"COALESCE({Number(depth - 1)}, {Number(depth - 1)})",
            10 => $"CASE WHEN {Condition(depth - 1)} THEN {Number(depth - 1)} ELSE {Number(depth - 1)} END",
            11 => $"- {Number(depth - 1)}",
            12 => $"DISTANCE(ra, dec, {random.Next(360)}, {random.Next(-90, 91)})",
            13 => $"CAST({Number(depth - 1)} AS {Pick(["INTEGER", "DOUBLE PRECISION", "BIGINT", "SMALLINT"])})",
            14 => $"ivo_healpix_index({random.Next(10)}, ra, dec)",
            _ => Leaf(),
        };
    }

    private string Leaf() => random.Next(8) switch
    {
        0 => random.Next(-3, 60).ToString(CultureInfo.InvariantCulture),
        1 => (random.Next(1, 100) / 8.0).ToString(CultureInfo.InvariantCulture),
        2 => "NULL",
        < 5 => Pick(Whole),
        _ => Pick(Real),
    };

    private string Text(int depth) => random.Next(depth == 0 ? 3 : 7) switch
    {
        0 => "id",
        1 => "name",
        2 => $"'{(char)random.Next('A', 'e')}'",
        3 => $"({Text(depth - 1)} || {Text(depth - 1)})",
        4 => $"LOWER({Text(depth - 1)})",
        5 => $"CAST({Pick(Whole)} AS VARCHAR)",
        _ => $"COALESCE({Text(depth - 1)}, 'none')",
    };

    private string Condition(int depth) => random.Next(depth <= 0 ? 6 : 12) switch
    {
        0 => $"{Number(depth > 0 ? 1 : 0)} {Pick(Signs)} {Number(depth > 0 ? 1 : 0)}",
        1 => $"{Text(1)} {Pick(Signs)} {Text(1)}",
        2 => $"{Number(0)} IS{(random.Next(2) == 0 ? " NOT" : string.Empty)} NULL",
        3 => $"{Text(0)} {Pick(["LIKE", "ILIKE", "NOT LIKE"])} '{Pick(["%", "E00%", "_a%", "a_", "%3", ""])}'",
        4 => $"{Pick(Whole)} {Pick(["IN", "NOT IN"])} (1, 2, {random.Next(60)}{Pick(["", ", NULL", ", 3.5", ", size2"])})",
        5 => $"{random.Next(2)} = CONTAINS(POINT(ra, dec), CIRCLE({random.Next(-20, 380)}, {random.Next(-90, 91)}, {random.Next(1, 90)}))",
        6 or 7 => $"({Condition(depth - 1)} AND {Condition(depth - 1)})",
        8 or 9 => $"({Condition(depth - 1)} OR {Condition(depth - 1)})",
        10 => $"NOT ({Condition(depth - 1)})",
        _ => $"{Number(1)} {Pick(["BETWEEN", "NOT BETWEEN"])} {Number(0)} AND {Number(0)}",
    };

    private string Pick(string[] of) => of[random.Next(of.Length)];
}
