using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Parsing;
using Fathom.Vo.Queries.Columnar;

namespace Fathom.Vo.Queries;

/// <summary>Reads queries and prepares their answers.</summary>
/// <param name="limits">How large a query may be; null: <see cref="AdqlLimits.Default"/>.</param>
public sealed class AdqlEngine(AdqlLimits? limits = null)
{
    /// <summary>Reads a query and finds the tables and columns that it names. Nothing is read from them yet.</summary>
    /// <param name="text">The query, ADQL 2.1.</param>
    /// <param name="catalog">The tables that it may name.</param>
    /// <exception cref="AdqlException">It is wrong; the message says where and why.</exception>
    public PreparedQuery Prepare(string text, ITableCatalog catalog)
    {
        BoundQuery query = Binder.Bind(AdqlParser.Parse(text, UserFunction.Names, limits), catalog);
        return new PreparedQuery(query, ColumnarPlan.Of(query));
    }
}
