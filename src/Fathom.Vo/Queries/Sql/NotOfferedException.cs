using Fathom.Vo.Adql;

namespace Fathom.Vo.Queries.Sql;

/// <summary>A database has no words for a part of a query, or has not its table; another way of answering may have.</summary>
/// <param name="at">Where.</param>
/// <param name="problem">What is wrong, as a sentence without its place.</param>
internal sealed class NotOfferedException(SourcePosition at, string problem) : AdqlException(at, problem);
