using System.Net;
using System.Security.Cryptography;
using System.Text;
using Fathom.Catalog.DataSources;

namespace Fathom.Catalog.Tests.DataSources;

public sealed class DataSourceResolverTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("twenty-eight thousand hits");

    private readonly string _folder = Directory.CreateTempSubdirectory("data-sources").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_in_a_given_mirror_is_found()
    {
        var mirror = Mirror("mirror", Content);
        var found = Assert.IsType<DataSourceResult.Found>(Resolver().Find("source-a", "hits.gz", [mirror]));
        Assert.Equal(Path.Combine(mirror, "source-a", "hits.gz"), found.Path);
        Assert.Equal("MIT", found.Source.Licence);
    }

    [Fact]
    public void A_mirror_of_the_environment_and_shared_data_of_an_ancestor_are_found()
    {
        var named = Mirror("named", Content);
        Assert.IsType<DataSourceResult.Found>(
            Resolver(new() { MirrorVariableValue = $"/nowhere{Path.PathSeparator}{named}", SearchFrom = [] }).Find("source-a", "hits.gz", []));
        Mirror(Path.Combine("above", "shared", "data"), Content);
        var deep = Directory.CreateDirectory(Path.Combine(_folder, "above", "x", "y")).FullName;
        Assert.IsType<DataSourceResult.Found>(
            Resolver(new() { MirrorVariableValue = null, SearchFrom = [deep] }).Find("source-a", "hits.gz", []));
    }

    [Fact]
    public void A_file_with_another_hash_is_refused_and_the_next_mirror_is_asked()
    {
        var altered = (byte[])Content.Clone();
        altered[3] ^= 1;
        var bad = Mirror("bad", altered);
        var unavailable = Assert.IsType<DataSourceResult.Unavailable>(Resolver().Find("source-a", "hits.gz", [bad]));
        Assert.Contains("expected SHA-256", unavailable.Reason, StringComparison.Ordinal);
        Assert.IsType<DataSourceResult.Found>(Resolver().Find("source-a", "hits.gz", [bad, Mirror("good", Content)]));
    }

    [Fact]
    public void A_file_of_another_size_is_refused()
    {
        var unavailable = Assert.IsType<DataSourceResult.Unavailable>(
            Resolver().Find("source-a", "hits.gz", [Mirror("short", Content[..5])]));
        Assert.Contains($"expected {Content.Length} bytes, found 5", unavailable.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../source-a", "hits.gz")]
    [InlineData("source-a", "../hits.gz")]
    [InlineData("source-a", "/etc/hostname")]
    [InlineData("", "")]
    public void Names_that_the_registry_does_not_have_never_become_a_path(string name, string file)
    {
        Mirror("mirror", Content);
        var unavailable = Assert.IsType<DataSourceResult.Unavailable>(
            Resolver().Find(name, file, [Path.Combine(_folder, "mirror", "source-a"), Path.Combine(_folder, "mirror")]));
        Assert.Contains("registry", unavailable.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_lands_verified_in_the_cache_and_is_not_asked_for_again()
    {
        using var server = new FakeServer(Content);
        var cache = Path.Combine(_folder, "cache");
        var first = Assert.IsType<DataSourceResult.Found>(Resolver(Cached(cache), server).Find("source-a", "hits.gz", []));
        Assert.Equal(Content, File.ReadAllBytes(first.Path));
        Assert.IsType<DataSourceResult.Found>(Resolver(Cached(cache), server).Find("source-a", "hits.gz", []));
        Assert.Equal(1, server.Requests);
        Assert.Single(Directory.GetFiles(Path.Combine(cache, "source-a")));
    }

    [Theory]
    [InlineData(true, "sends more")]
    [InlineData(false, "expected SHA-256")]
    public void An_answer_that_is_longer_or_altered_leaves_nothing_behind(bool longer, string problem)
    {
        var altered = longer ? [.. Content, (byte)1] : Content.Reverse().ToArray();
        using var server = new FakeServer(altered);
        var cache = Path.Combine(_folder, "cache");
        var unavailable = Assert.IsType<DataSourceResult.Unavailable>(Resolver(Cached(cache), server).Find("source-a", "hits.gz", []));
        Assert.Contains(problem, unavailable.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_lies_in_the_cache_is_never_overwritten()
    {
        using var server = new FakeServer(Content);
        var cache = Mirror("cache", Content[..4]);
        Assert.IsType<DataSourceResult.Unavailable>(Resolver(Cached(cache), server).Find("source-a", "hits.gz", []));
        Assert.Equal(4, File.ReadAllBytes(Path.Combine(cache, "source-a", "hits.gz")).Length);
    }

    [Fact]
    public void A_silent_server_is_given_up_and_offline_asks_nobody()
    {
        using var silent = new FakeServer(null);
        var cache = Path.Combine(_folder, "cache");
        var options = Cached(cache) with { DownloadTimeout = TimeSpan.FromMilliseconds(50) };
        var unavailable = Assert.IsType<DataSourceResult.Unavailable>(Resolver(options, silent).Find("source-a", "hits.gz", []));
        Assert.Contains("no complete answer", unavailable.Reason, StringComparison.Ordinal);
        Assert.IsType<DataSourceResult.Unavailable>(Resolver(options with { Offline = true }, silent).Find("source-a", "hits.gz", []));
        Assert.Equal(1, silent.Requests);
    }

    [Fact]
    public void A_file_above_the_limit_is_not_asked_for()
    {
        using var server = new FakeServer(Content);
        var options = Cached(Path.Combine(_folder, "cache")) with { MaxDownloadBytes = Content.Length - 1 };
        Assert.IsType<DataSourceResult.Unavailable>(Resolver(options, server).Find("source-a", "hits.gz", []));
        Assert.Equal(0, server.Requests);
    }

    private static DataSourceResolverOptions Cached(string cache) =>
        new() { CacheFolder = cache, MirrorVariableValue = null, SearchFrom = [] };

    private DataSourceResolver Resolver(DataSourceResolverOptions? options = null, HttpMessageHandler? server = null)
    {
        var yaml = $"""
            - name: source-a
              title: A source
              repository: owner/repo
              commit: 0284aa570785e6b72c814011c15be864bcfdd5bb
              licence: MIT
              citation: none
              files:
                - name: hits.gz
                  path: data/hits.gz
                  size: {Content.Length}
                  sha256: {Convert.ToHexStringLower(SHA256.HashData(Content))}
            """;
        return new DataSourceResolver(
            DataSourceRegistry.Parse(new StringReader(yaml), "test"),
            options ?? new() { MirrorVariableValue = null, SearchFrom = [], Offline = true },
            server is null ? null : new HttpMessageInvoker(server, disposeHandler: false));
    }

    private string Mirror(string name, byte[] content)
    {
        var folder = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.Combine(folder, "source-a"));
        File.WriteAllBytes(Path.Combine(folder, "source-a", "hits.gz"), content);
        return folder;
    }

    /// <summary>Answers every request with the same bytes; without bytes it never answers.</summary>
    private sealed class FakeServer(byte[]? content) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            Assert.Equal(
                "https://raw.githubusercontent.com/owner/repo/0284aa570785e6b72c814011c15be864bcfdd5bb/data/hits.gz",
                request.RequestUri!.ToString());
            if (content is null)
            {
                cancellationToken.WaitHandle.WaitOne();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(content!) };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
