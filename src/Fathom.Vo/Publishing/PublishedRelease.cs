using Fathom.Vo.Cone;
using Fathom.Vo.Gadf;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Publishing;

/// <summary>A release that is served: the newest published version of its name.</summary>
public sealed class PublishedRelease
{
    private readonly Lazy<GadfFile> _gadf;

    /// <summary>Opens it.</summary>
    /// <param name="entry">Where it is.</param>
    /// <param name="files">Where its files are.</param>
    public PublishedRelease(ReleaseEntry entry, ReleaseFileStore files)
    {
        Entry = entry;
        Files = files;
        Table = ReleaseTable.Open(entry.Path);
        About = Table.Release ?? new ReleaseDescription { Name = entry.Name, Version = entry.Version, Title = entry.Name };
        Result = ResultOf(About);
        _gadf = new Lazy<GadfFile>(() => GadfFile.Of(Table, files));
        Cone = Table.RightAscension < 0 ? null : new ConeSearch(Table, new ConeOptions { Result = Result });
    }

    /// <summary>Where it is.</summary>
    public ReleaseEntry Entry { get; }

    /// <summary>Where the files are that it names.</summary>
    public ReleaseFileStore Files { get; }

    /// <summary>The release as gammapy reads it; made when it is first asked for.</summary>
    public GadfFile Gadf => _gadf.Value;

    /// <summary>Its rows.</summary>
    public ReleaseTable Table { get; }

    /// <summary>What it is.</summary>
    public ReleaseDescription About { get; }

    /// <summary>What answers from it say of themselves.</summary>
    public ResultDescription Result { get; }

    /// <summary>Its cone search; null: its rows have no positions.</summary>
    public ConeSearch? Cone { get; }

    private static ResultDescription ResultOf(ReleaseDescription about)
    {
        var infos = new List<ResultInfo> { new("release", $"{about.Name} {about.Version}") };
        if (about.Doi is { } doi)
        {
            infos.Add(new ResultInfo("citation", $"doi:{doi}", "Cite this where the data are used."));
        }

        if (about.Bibcode is { } bibcode)
        {
            infos.Add(new ResultInfo("reference", bibcode));
        }

        if (about.Licence.Length > 0)
        {
            infos.Add(new ResultInfo("rights", about.Licence));
        }

        return new ResultDescription { Name = about.Table, Description = about.Title, Infos = infos };
    }
}
