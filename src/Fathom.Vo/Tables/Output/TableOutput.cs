using System.IO.Pipelines;

namespace Fathom.Vo.Tables.Output;

/// <summary>Writes tables in one format.</summary>
public abstract class TableOutput
{
    /// <summary>Media type, as an answer's header names it.</summary>
    public abstract string ContentType { get; }

    /// <summary>Ending of a file's name, without the point.</summary>
    public abstract string Extension { get; }

    /// <summary>Writes a table.</summary>
    /// <param name="rows">The rows; not disposed of.</param>
    /// <param name="result">What the result says of itself.</param>
    /// <param name="limit">Most rows to write; where there are more, the result says that it is cut short.</param>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="stop">Stops the writing, as when the client has gone.</param>
    /// <returns>How it ended. Failures of <paramref name="rows"/> before anything was written are thrown on, so that
    /// the answer can be another one; later ones end the document as its format allows.</returns>
    public abstract Task<ResultEnd> WriteAsync(IRowSource rows, ResultDescription result, long limit, PipeWriter output, CancellationToken stop);
}
