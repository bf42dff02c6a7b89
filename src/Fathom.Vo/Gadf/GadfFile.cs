using System.IO.Pipelines;
using Fathom.Vo.Releases;
using Fathom.Vo.Responses;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Gadf;

/// <summary>A release as gammapy reads it: events, their interval and responses in one FITS file (Data formats for gamma-ray astronomy 0.3),
/// with the two index tables of a data store beside it.</summary>
public sealed class GadfFile
{
    private readonly ReleaseDescription _release;
    private readonly GadfEvents? _events;
    private readonly List<GadfResponse> _responses = [];

    private GadfFile(ReleaseTable table, ReleaseFileStore files)
    {
        _release = table.Release ?? new ReleaseDescription();
        List<string> left = [];
        _events = GadfEvents.Of(table, _release, out string? problem);
        if (problem is not null)
        {
            left.Add($"events: {problem}");
        }

        foreach (ReleaseResponse response in _release.Responses)
        {
            try
            {
                _responses.Add(GadfResponses.Read(response, files.PathOf(_release.Files.First(file => file.Name == response.File)), _release.Site));
            }
            catch (ResponseFormatException unknown)
            {
                left.Add(unknown.Message);
            }
        }

        Left = left;
    }

    /// <summary>Name of the index of tables.</summary>
    public const string TableIndex = "hdu-index.fits";

    /// <summary>Name of the index of observations.</summary>
    public const string ObservationIndex = "obs-index.fits";

    /// <summary>Its name.</summary>
    public string Name => $"{_release.Name}-{_release.Version}.gadf.fits";

    /// <summary>What of the release is not in it, and why.</summary>
    public IReadOnlyList<string> Left { get; }

    /// <summary>True where it holds nothing.</summary>
    public bool IsEmpty => _events is null && _responses.Count == 0;

    /// <summary>True where there are index tables: they are of observations.</summary>
    public bool HasIndex => _events is not null;

    /// <summary>The file of a release; responses are read now.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="files">Where the files of its responses are.</param>
    public static GadfFile Of(ReleaseTable table, ReleaseFileStore files) => new(table, files);

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to; not completed.</param>
    /// <param name="stop">The reader has gone.</param>
    public async Task WriteAsync(PipeWriter output, CancellationToken stop)
    {
        var buffer = new OutputBuffer();
        GadfTable.AddPrimary(buffer);
        buffer.MoveTo(output);
        if (_events is not null)
        {
            await _events.WriteAsync(output, stop);
        }

        foreach (GadfResponse response in _responses)
        {
            response.Add(buffer, _release);
            buffer.MoveTo(output);
        }

        await output.FlushAsync(stop);
    }

    /// <summary>An index table as a file.</summary>
    /// <param name="name"><see cref="TableIndex"/> or <see cref="ObservationIndex"/>.</param>
    /// <returns>Null: there is no such index.</returns>
    public byte[]? Index(string name) => (name, _events) switch
    {
        (TableIndex, not null) => GadfIndex.Tables(Name, _responses),
        (ObservationIndex, { } events) => GadfIndex.Observations(_release, events.Span),
        _ => null,
    };
}
