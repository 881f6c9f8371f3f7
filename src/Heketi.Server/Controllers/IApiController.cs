using Heketi.Server.Http;

namespace Heketi.Server.Controllers;

/// <summary>A part of the API.</summary>
public interface IApiController
{
    /// <summary>Its methods and paths.</summary>
    IEnumerable<ApiRoute> Routes { get; }
}
